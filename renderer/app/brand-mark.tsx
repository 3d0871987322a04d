// The mark: a doorway with its one door open. The icon files of the package are made from the same drawing.

export function BrandMark({ className }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect x="0.5" y="0.5" width="23" height="23" rx="4.5" fill="var(--brand-red)" />
      <path
        d="M6 19.5V4.5h12v15"
        fill="none"
        stroke="var(--brand-gold)"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path d="M8.6 19.5V7.1l5.6 2.6v9.8z" fill="var(--brand-gold)" />
      <path d="M3.8 19.5h16.4" stroke="var(--brand-gold)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
