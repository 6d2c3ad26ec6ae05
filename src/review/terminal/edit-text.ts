import type { ReviewConflict, ReviewSegment } from '../../app/review/view.js'
import { wordIssue } from '../../reporters/check-words.js'
import type { Look } from '../../reporters/look.js'
import { plain } from '../../reporters/plain.js'
import { wordPercent } from '../../reporters/words.js'
import { type EditorNote, editorText, readEditorText } from './editor-file.js'
import type { EditEffect, EditResult } from './state.js'
import type { Terminal } from './terminal.js'

/** Has the English written in the person's editor. */
export async function editInEditor(edit: EditEffect, terminal: Terminal, look: Look): Promise<EditResult> {
  const content = editorText(edit.start, look.t('screen.editor.cut'), notesOf(edit, look))
  const edited = await terminal.edit(`${edit.segment.id}.md`, content)
  return edited.kind === 'saved' ? { kind: 'text', text: readEditorText(edited.text) } : edited
}

/** What helps to write it, most important first. */
function notesOf({ segment, conflict, passage }: EditEffect, { t }: Look): EditorNote[] {
  const notes: EditorNote[] = [
    ...(conflict ? conflictNotes(conflict, passage, t) : []),
    { title: t('screen.editor.source'), lines: linesOf(segment.groupSource ?? segment.source.text) },
    { title: t('screen.editor.was'), lines: olderSource(segment) },
    {
      title: t('screen.editor.terms'),
      lines: segment.view.terms.map(({ term, expected, note }) =>
        plain(`${term} → ${expected.join(' / ')}${note === '' ? '' : `  ${note}`}`),
      ),
    },
    { title: t('screen.editor.checks'), lines: segment.view.issues.map((issue) => wordIssue(issue, t)) },
    { title: t('screen.editor.comments'), lines: segment.comments.flatMap(({ text }) => linesOf(text)) },
    { title: t('screen.editor.suggestions'), lines: segment.suggestions.flatMap(({ text }) => linesOf(text)) },
    {
      title: t('screen.editor.memory'),
      lines: segment.memory.flatMap(({ similarity, target }) => [`${wordPercent(similarity)}%`, ...linesOf(target)]),
    },
  ]
  return notes.filter(({ lines }) => lines.length > 0)
}

function conflictNotes({ base, theirs }: ReviewConflict, passage: number, t: Look['t']): EditorNote[] {
  return [
    { title: t('screen.editor.theirs'), lines: linesOf(theirs.targets[passage] ?? '') },
    { title: t('screen.editor.base'), lines: linesOf(base.targets[passage] ?? '') },
  ]
}

function olderSource({ words, translatedFrom }: ReviewSegment): string[] {
  return translatedFrom === null || words.every(({ op }) => op === 'same') ? [] : linesOf(translatedFrom)
}

function linesOf(text: string): string[] {
  return text === '' ? [] : plain(text, '\n').split('\n')
}
