import { isMainlySourceLanguage } from '../core/inline.js'
import { sameText } from '../core/text.js'
import { defineCheck } from './define-check.js'

export const untranslatedCopy = defineCheck({
  id: 'untranslated-copy',
  severity: 'warning',
  issueType: 'untranslated',
  docs: {
    summary: 'A text is still Chinese in a chapter that is translated otherwise.',
    rationale:
      'It was overlooked. A chapter that is not translated yet is what `zhen status` is for, and is left alone; with `--release` all that is not finished is reported as `unfinished`.',
  },
  options: {
    share: { default: 60, minimum: 0, summary: 'how much of the chapter must be translated, in percent' },
    segments: { default: 5, minimum: 1, summary: 'how many of its texts must be translated' },
  },
  examples: {
    ok: [{ source: '监听器接受连接。', target: '监听器接受连接。', unfinished: 'untranslated' }],
    notOk: [
      {
        source: '监听器接受连接。',
        target: '监听器接受连接。',
        unfinished: 'untranslated',
        options: { segments: 2 },
        neighbours: [
          { source: '路由器转发请求。', target: 'The router forwards requests.' },
          { source: '连接池保存连接。', target: 'The pool keeps connections.' },
        ],
        findings: [{ values: {} }],
      },
    ],
  },
  /** Of its own chapter alone. */
  seesOfBook: () => null,
  *run({ source, target, translated }, { survey, chapter }, options) {
    const around = survey?.translated.get(chapter)
    if (translated || !around || !sameText(source, target) || !isMainlySourceLanguage(target)) return
    if (around.share * 100 >= Number(options.share) && around.segments >= Number(options.segments)) yield { values: {} }
  },
})
