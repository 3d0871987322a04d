// The mark: one door, open. Drawn here so that it takes the theme's colours; the icon files of the package are made from it.

export function BrandMark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="22" height="22" rx="4" fill="var(--brand-red, #b3261e)" />
      <path d="M7 20V5.5h10V20h-2.2V7.7H9.2V20z" fill="var(--brand-gold, #f4d27a)" />
      <path d="M9.2 20V7.7l4.3 1.9V18z" fill="var(--brand-gold, #f4d27a)" opacity="0.75" />
    </svg>
  )
}
