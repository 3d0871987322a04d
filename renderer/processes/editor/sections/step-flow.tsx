// StepFlow { variant }: the drawn flow of the steps. The picture follows the table; it is not drawn in.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Workflow } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FlowDrawing, FlowStep } from '../../../../electron/api/documents.ts'
import { QueryFailure } from '../../../cases/case-parts.tsx'
import { api } from '../../../client.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { amountText, timeText } from '../model/steps.ts'
import type { VariantRow } from '../model/values.ts'
import { useTimeWords } from './step-columns.tsx'

export function StepFlow({ variant }: { variant: VariantRow }) {
  const { t } = useTranslation('process-editor')
  const words = useTimeWords()
  const steps = useMemo(
    () =>
      variant.steps.map((step): FlowStep => {
        const { label, work, unit, role, act, returnsTo, condition, time } = step
        const group = time.kind === 'group' ? variant.groups.find(({ key }) => key === time.group) : undefined
        const text = group ? `${words.group(group.key)} (${amountText(group, words)})` : timeText(step, words)
        return { label: label.slice(0, 20), work, unit, role, act, time: text.slice(0, 300), returnsTo, condition }
      }),
    [variant, words],
  )
  const drawing = useQuery({
    queryKey: ['documents.drawFlow', steps],
    queryFn: () => api.documents.drawFlow({ steps }),
    placeholderData: keepPreviousData,
    enabled: steps.length > 0,
  })
  if (steps.length === 0) {
    return (
      <EmptyState icon={Workflow} title={t('flow.none')}>
        {t('flow.noneText')}
      </EmptyState>
    )
  }
  if (drawing.isError) return <QueryFailure error={drawing.error} onRetry={() => drawing.refetch()} />
  return drawing.data ? <Drawing drawing={drawing.data} label={t('flow.label')} /> : null
}

const lineHeight = 15

const pathOf = (points: FlowDrawing['edges'][number]['points']): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' ')

function outline({ shape, x, y, width, height }: FlowDrawing['nodes'][number]) {
  if (shape !== 'diamond') return <rect x={x} y={y} width={width} height={height} rx={shape === 'end' ? height / 2.4 : 3} />
  const [middleX, middleY] = [x + width / 2, y + height / 2]
  return <polygon points={`${middleX},${y} ${x + width},${middleY} ${middleX},${y + height} ${x},${middleY}`} />
}

// biome-ignore-start lint/suspicious/noArrayIndexKey: shapes are what they are by their place in the drawing
function Drawing({ drawing, label }: { drawing: FlowDrawing; label: string }) {
  const { width, height, units, nodes, edges } = drawing
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section className="flow" tabIndex={0} aria-label={label}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <defs>
          {(['next', 'return'] as const).map((kind) => (
            <marker
              key={kind}
              id={`flow-${kind}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" className={`flow-tip-${kind}`} />
            </marker>
          ))}
        </defs>
        {units.map((unit, index) => (
          <g key={index} className="flow-unit">
            <rect x={unit.x} y={unit.y} width={unit.width} height={unit.height} rx={4} />
            <text x={unit.x + 8} y={unit.y + 14}>
              {unit.name}
            </text>
          </g>
        ))}
        {edges.map(({ points, isReturn }, index) => (
          <path
            key={index}
            className={isReturn ? 'flow-edge flow-return' : 'flow-edge'}
            d={pathOf(points)}
            markerEnd={`url(#flow-${isReturn ? 'return' : 'next'})`}
          />
        ))}
        {nodes.map((node, index) => (
          <g key={index} className={`flow-node flow-${node.shape}`}>
            {outline(node)}
            <text x={node.x + node.width / 2} y={node.y + node.height / 2 - ((node.lines.length - 1) * lineHeight) / 2 + 4}>
              {node.lines.map(({ text, isStrong }, line) => (
                <tspan
                  key={line}
                  x={node.x + node.width / 2}
                  dy={line === 0 ? 0 : lineHeight}
                  className={isStrong ? 'flow-strong' : undefined}
                >
                  {text}
                </tspan>
              ))}
            </text>
          </g>
        ))}
        {edges.map(
          ({ label: lines, labelAt }, index) =>
            labelAt && (
              <text key={index} className="flow-label" x={labelAt.x} y={labelAt.y - ((lines.length - 1) * lineHeight) / 2 + 4}>
                {lines.map((text, line) => (
                  <tspan key={line} x={labelAt.x} dy={line === 0 ? 0 : lineHeight}>
                    {text}
                  </tspan>
                ))}
              </text>
            ),
        )}
      </svg>
    </section>
  )
}
// biome-ignore-end lint/suspicious/noArrayIndexKey: shapes are what they are by their place in the drawing
