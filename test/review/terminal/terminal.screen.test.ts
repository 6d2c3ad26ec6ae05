import { spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { widthOf } from '../../../src/reporters/width.js'
import { type Book, makeBook } from '../../helpers/book.js'
import { type Build, build } from '../../helpers/build.js'
import { temporaryFolder } from '../../helpers/temporary-folder.js'
import { openTmux } from './tmux.js'

let zhen: Build
beforeAll(() => {
  zhen = build()
})
afterAll(() => zhen.remove())

const SIZE = { columns: 80, rows: 24 }

/** A stale paragraph in one chapter; in the other a draft, and paragraphs that have no English. */
async function makeReviewedBook(): Promise<Book> {
  const book = await makeBook({
    'source-zh/a.md': '# 监听器\n\n监听器绑定 15001 端口。\n\n连接池限制并发请求。\n',
    'target-en/a.md':
      '# Listeners\n\nThe listener binds port 15001.\n\nA connection pool limits concurrent requests.\n',
    'source-zh/b.md': '# 熔断\n\n监听器绑定 15001 端口。\n\n熔断器保护上游。\n\n这一段只对中文读者有用。\n',
    'source-zh/c.md': '# 附录\n',
    'target-en/c.md': '# Appendix\n',
  })
  await book.must('sync')
  await book.must('draft', 'b.md', '--engine', 'memory')
  book.write('source-zh/a.md', book.read('source-zh/a.md').replace('15001', '15006'))
  return book
}

/** An editor that writes what it was told to, and fails where it was told nothing. */
function scriptEditor() {
  const folder = temporaryFolder()
  const next = join(folder, 'next.txt')
  const path = join(folder, 'editor.sh')
  writeFileSync(
    path,
    `#!/bin/sh\n[ -x '${folder}/meanwhile' ] && '${folder}/meanwhile'\ncat '${next}' > "$2" && rm '${next}'\n`,
  )
  chmodSync(path, 0o755)
  return {
    // With an argument of its own, as many editors want one.
    command: `${path} --wait`,
    willWrite: (text: string) => writeFileSync(next, text),
    meanwhile(script: string) {
      writeFileSync(join(folder, 'meanwhile'), `#!/bin/sh\n${script}\nrm "$0"\n`)
      chmodSync(join(folder, 'meanwhile'), 0o755)
    },
  }
}

const review = (book: Book, ...argv: string[]) =>
  ['node', zhen.main, 'review', '-C', book.root, '--by', 'Ann', ...argv].map((word) => `'${word}'`).join(' ')

describe('zhen review in a terminal', { timeout: 90_000 }, () => {
  it('should walk the queue, edit, accept, omit, undo and approve', async () => {
    const book = await makeReviewedBook()
    const before = book.tree()
    const editor = scriptEditor()
    const tmux = openTmux(review(book), { ...SIZE, env: { EDITOR: editor.command } })

    await tmux.see('stale (number)')
    await tmux.see('监听器绑定')
    editor.willWrite('The listener binds port 15006.\n')
    tmux.keys('e')
    await tmux.see('Saved: translated now')
    tmux.keys('j')
    await tmux.see('zh  熔断')
    editor.willWrite('Circuit breaking\n\n%% ---- >8 ---- whatever stands here\nis dropped\n')
    tmux.keys('Enter')
    await tmux.see(/Circuit breaking[\s\S]*Saved: translated now/)
    tmux.keys('j')
    await tmux.see('en  The listener binds port 15001.')
    tmux.keys('a')
    await tmux.see(/熔断器保护上游[\s\S]*Accepted: translated now/)

    tmux.keys('o')
    await tmux.see('Why is it left out?')
    tmux.type('只对中文读者有用')
    await tmux.see('Why is it left out? 只对中文读者有用')
    tmux.keys('Enter')
    await tmux.see(/zh {2}这一段只对中文读者有用[\s\S]*Left out: omitted now/)
    tmux.keys('u')
    await tmux.see(/zh {2}熔断器保护上游[\s\S]*Taken back: untranslated again/)
    editor.willWrite('A circuit breaker protects upstreams.')
    tmux.keys('e')
    await tmux.see('Saved: translated now')
    tmux.keys('p')
    await tmux.see(/zh {2}这一段只对中文读者有用[\s\S]*Approved: reviewed now/)
    tmux.keys('o')
    await tmux.see('Why is it left out?')
    tmux.type('of no use')
    tmux.keys('Enter')
    await tmux.see('Nothing waits here')
    tmux.keys('q')
    await tmux.see('done>')

    expect(book.read('target-en/a.md')).toBe(
      '# Listeners\n\nThe listener binds port 15006.\n\nA connection pool limits concurrent requests.\n',
    )
    expect(book.read('target-en/b.md')).toBe(
      '# Circuit breaking\n\nThe listener binds port 15001.\n\nA circuit breaker protects upstreams.\n\n这一段只对中文读者有用。\n',
    )
    const statuses = (await book.list('a.md', 'b.md')).map(({ status }) => status)
    expect(statuses).toEqual([
      'translated',
      'translated',
      'translated',
      'translated',
      'translated',
      'reviewed',
      'omitted',
    ])
    expect(book.read('target-en/.zhen/b.md.jsonl')).toMatch(/"by":"Ann","fact":"omitted"[^\n]*"reason":"of no use"/)
    const changed = Object.entries(book.tree()).filter(([name, content]) => before[name] !== content)
    expect(changed.map(([name]) => name)).toEqual([
      'target-en/.zhen/a.md.jsonl',
      'target-en/.zhen/b.md.jsonl',
      'target-en/a.md',
      'target-en/b.md',
    ])
  })

  it('should keep both languages in their columns, whatever size the window gets', async () => {
    const book = await makeReviewedBook()
    const tmux = openTmux(review(book, 'a.md', '--status', 'stale'), { columns: 120, rows: 40 })
    const lines = await tmux.see(/zh .*监听器绑定.* en {2}The listener/)
    const rights = lines.flatMap((line) => /^(.*?)(?: en |┊)(?!.*┊)/.exec(line)?.[1] ?? [])
    expect(rights.length).toBeGreaterThan(2)
    expect(new Set(rights.map((left) => widthOf(left)))).toEqual(new Set([60, 62]))

    tmux.resize(60, 15)
    const low = await tmux.see(/^ en {2}The listener binds port 15001\.$/m)
    expect(low).toHaveLength(15)
    expect(low.at(-1)).toContain('all keys')
    tmux.resize(30, 8)
    await tmux.see('Too small')
    tmux.resize(200, 50)
    await tmux.see(/zh .*监听器绑定.* en {2}The listener/)
    expect(tmux.ask('cursor_flag')).toBe('0')
    tmux.keys('q')
    await tmux.see('done>')
  })

  it('should leave the terminal as it was, however it ends', async () => {
    const book = await makeReviewedBook()
    const tmux = openTmux(review(book), SIZE)
    const expectRestored = async () => {
      expect([tmux.ask('alternate_on'), tmux.ask('cursor_flag')]).toEqual(['0', '1'])
      tmux.type("clear; stty -a | tr ';' ' ' | tr -s ' ' '\\n' | grep -cx -e icanon -e echo -e isig")
      tmux.keys('Enter')
      await tmux.see(/^3$/m)
    }
    await tmux.see('监听器绑定')
    expect(tmux.ask('alternate_on')).toBe('1')
    tmux.keys('C-c')
    await tmux.see('done>')
    await expectRestored()

    tmux.type(`clear; ${review(book)}; echo "ended with $?"`)
    tmux.keys('Enter')
    await tmux.see('监听器绑定')
    // The shell's job: the shell itself leads the pane.
    process.kill(Number(spawnSync('pgrep', ['-P', tmux.ask('pane_pid')], { encoding: 'utf8' }).stdout), 'SIGTERM')
    await tmux.see('ended with 143')
    await expectRestored()

    tmux.type(`clear; ${review(book)}`)
    tmux.keys('Enter')
    await tmux.see('监听器绑定')
    tmux.keys('C-z')
    await tmux.see('Stopped')
    await expectRestored()
    tmux.type('fg')
    tmux.keys('Enter')
    await tmux.see(/1 of 5[\s\S]*监听器绑定[\s\S]*all keys/)
    tmux.keys('j')
    await tmux.see('2 of 5')
    tmux.keys('q')
    await tmux.see('done>')
    await expectRestored()
  })

  it('should ask whose English it is to be when somebody saved the chapter meanwhile', async () => {
    const book = await makeReviewedBook()
    const editor = scriptEditor()
    const chapter = book.path('target-en/a.md')
    const tmux = openTmux(review(book, 'a.md'), { ...SIZE, env: { VISUAL: editor.command } })
    await tmux.see('en  The listener binds port 15001.')
    editor.meanwhile(`sed -i 's/^The listener binds.*/Theirs binds port 15006./' '${chapter}'`)
    editor.willWrite('Mine binds port 15006.')
    tmux.keys('e')
    await tmux.see(/Theirs[\s\S]*binds port[\s\S]*Yours, not saved/)
    expect(book.read('target-en/a.md')).toContain('\nTheirs binds port 15006.\n')

    tmux.keys('Escape')
    await tmux.see(/en\*.*Mine[\s\S]*Put off/)
    tmux.keys('C-s')
    await tmux.see(/Theirs[\s\S]*Yours, not saved/)
    editor.willWrite('Theirs and mine bind port 15006.')
    tmux.keys('e')
    await tmux.see(/en {2}Theirs and mine bind port 15006\.[\s\S]*Saved: translated now/)
    expect(book.read('target-en/a.md')).toContain('\nTheirs and mine bind port 15006.\n')
    tmux.keys('u')
    await tmux.see(/en {2}Theirs binds port 15006\.[\s\S]*Taken back/)
    tmux.keys('q')
    await tmux.see('done>')
  })

  it('should change nothing with an editor that fails, and print what was typed and never saved', async () => {
    const book = await makeReviewedBook()
    const editor = scriptEditor()
    const tmux = openTmux(review(book, 'a.md'), { ...SIZE, env: { EDITOR: editor.command } })
    await tmux.see('监听器绑定')
    const before = book.tree()
    tmux.keys('e')
    await tmux.see(/failed \(1\)\. Nothing was\s+changed/)
    editor.willWrite('\n\n')
    tmux.keys('e')
    await tmux.see('Nothing was left of the text')
    expect(book.tree()).toEqual(before)
    editor.meanwhile(`sed -i 's/^The listener binds.*/Theirs./' '${book.path('target-en/a.md')}'`)
    editor.willWrite('Mine in vain.')
    tmux.keys('e')
    await tmux.see('Yours, not saved')
    tmux.keys('Escape')
    await tmux.see('Put off')
    tmux.keys('q')
    await tmux.see('1 text is not saved')
    tmux.keys('y')
    await tmux.see(/Not saved, a\.md, \w+:\s+Mine in vain\./)
    expect(book.read('target-en/a.md')).toContain('\nTheirs.\n')
  })

  it('should let no text of the book command the terminal, and do without colours', async () => {
    const book = await makeBook({
      'source-zh/a.md': '# 甲\n\n恶意\u001b]0;stolen\u0007文字\u001b[2J\u202e。\n',
      'target-en/a.md': '# A\n\nBad \u001b[31mtext\u009b2J.\n',
    })
    await book.must('sync')
    const command = review(book, '--status', 'translated', '--search', '恶意')
    const tmux = openTmux(command, { ...SIZE, env: { NO_COLOR: '1' } })
    await tmux.see('zh  恶意␛]0;stolen␇文字␛[2J。')
    expect(tmux.screen({ colours: true }).join('\n')).not.toContain('\u001b')
    expect(tmux.ask('pane_title')).not.toContain('stolen')
    tmux.keys('q')
    await tmux.see('done>')
  })

  it('should say what to do where there is no terminal', async () => {
    const book = await makeReviewedBook()
    const { status, stdout, stderr } = spawnSync('node', [zhen.main, 'review', '-C', book.root], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/terminal[\s\S]*zhen list[\s\S]*zhen review --web/)
    const tmux = openTmux(`TERM=dumb ${review(book)}; echo "ended with $?"`, SIZE)
    await tmux.see('ended with 2')
  })
})
