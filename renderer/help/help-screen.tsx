// The help: short topics, written for the person at the desk, read without leaving the program.
import './help-screen.css'
import { Stethoscope } from 'lucide-react'
import { Fragment, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { routes } from '../app/routes.ts'
import { useStatus } from '../app/session.tsx'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Kbd } from '../ui/kbd.tsx'
import { Page } from '../ui/page.tsx'
import { isMac, keyCaps } from '../ui/shortcuts.ts'
import { type HelpSection, helpTopics, textParts } from './help-text.ts'

export function HelpScreen() {
  const { t } = useTranslation('help')
  const [, navigate] = useLocation()
  const topics = useMemo(() => helpTopics.parse(t('topics', { returnObjects: true })), [t])
  const [chosen, setChosen] = useState(new URLSearchParams(useSearch()).get('topic') ?? '')
  const { isTraining } = useStatus()
  const article = useRef<HTMLElement>(null)
  const id = chosen in topics ? chosen : (Object.keys(topics)[0] ?? '')
  const topic = topics[id]

  function choose(next: string) {
    setChosen(next)
    article.current?.scrollTo({ top: 0 })
  }

  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        !isTraining && (
          <Button icon={Stethoscope} onClick={() => navigate(routes.diagnostics)}>
            {t('diagnostics')}
          </Button>
        )
      }
      fill
    >
      <div className="help">
        <nav className="help-topics" aria-label={t('topicList')}>
          <ul>
            {Object.entries(topics).map(([key, { title }]) => (
              <li key={key}>
                <button
                  type="button"
                  className={cx('help-topic', key === id && 'help-chosen')}
                  aria-current={key === id ? 'page' : undefined}
                  onClick={() => choose(key)}
                >
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {topic && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
          <article className="help-article" ref={article} tabIndex={0} aria-labelledby="help-title">
            <h2 id="help-title">{topic.title}</h2>
            {topic.sections.map((section, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a section has no identity but its place
              <Section key={index} section={section} />
            ))}
          </article>
        )}
      </div>
    </Page>
  )
}

function Section({ section: { title, text = [], steps = [], points = [] } }: { section: HelpSection }) {
  return (
    <section className="help-section">
      {title && <h3>{title}</h3>}
      {text.map((paragraph) => (
        <p key={paragraph}>
          <Words of={paragraph} />
        </p>
      ))}
      {steps.length > 0 && (
        <ol className="help-steps">
          {steps.map((step) => (
            <li key={step}>
              <Words of={step} />
            </li>
          ))}
        </ol>
      )}
      {points.length > 0 && (
        <ul className="help-points">
          {points.map((point) => (
            <li key={point}>
              <Words of={point} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Words({ of }: { of: string }) {
  return textParts(of).map(({ kind, text }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part has no identity but its place
    <Fragment key={index}>
      {kind === 'plain' && text}
      {kind === 'strong' && <strong>{text}</strong>}
      {kind === 'keys' && (
        <>
          <Kbd keys={text} />
          <span className="visually-hidden">{keyCaps(text, isMac()).join(' + ')}</span>
        </>
      )}
    </Fragment>
  ))
}
