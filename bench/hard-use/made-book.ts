import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A small book on the disk whose paragraphs can all be told apart, with the last of each chapter as its end. */
export interface MadeBook {
  readonly root: string
  read(path: string): string
  write(path: string, text: string): void
  /** Replaces text that must be there. */
  edit(path: string, from: string, to: string): void
  commit(words: string): void
}

export const CHAPTERS = 5
const PARAGRAPHS = 8
const SUBJECTS = [
  ['监听器绑定', 'The listener binds'],
  ['连接池保留', 'The connection pool keeps'],
  ['熔断器放行', 'The circuit breaker admits'],
  ['控制面下发', 'The control plane sends'],
  ['数据面转发', 'The data plane forwards'],
  ['过滤器检查', 'The filter inspects'],
  ['集群选出', 'The cluster picks'],
  ['指标记录', 'The metrics record'],
] as const
const OBJECTS = [
  ['个端口', 'ports'],
  ['条连接', 'connections'],
  ['个请求', 'requests'],
  ['份配置', 'configurations'],
  ['个上游', 'upstreams'],
] as const

/** The paragraph of the book that is number `at` of `chapter`, in both languages. */
export function paragraphOf(chapter: number, at: number): { readonly zh: string; readonly en: string } {
  const [zhSubject, enSubject] = SUBJECTS[at % SUBJECTS.length] as (typeof SUBJECTS)[number]
  const [zhObject, enObject] = OBJECTS[chapter % OBJECTS.length] as (typeof OBJECTS)[number]
  const number = 1000 + chapter * 100 + at
  return { zh: `${zhSubject} ${number} ${zhObject}。`, en: `${enSubject} ${number} ${enObject}.` }
}

function chapterText(chapter: number, language: 'zh' | 'en'): string {
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, at) => paragraphOf(chapter, at)[language])
  const [title, end] =
    language === 'zh' ? [`# 第 ${chapter} 章`, `第 ${chapter} 章完。`] : [`# Chapter ${chapter}`, endOf(chapter)]
  return `${[title, ...paragraphs, end].join('\n\n')}\n`
}

/** The last paragraph of an English chapter: where it is missing, the file is not whole. */
function endOf(chapter: number): string {
  return `End of chapter ${chapter}.`
}

/** @param english how many chapters, from the first, are translated */
export function makeBook(root: string, english: number): MadeBook {
  const git = (...args: string[]) => {
    const person = ['-c', 'user.name=Li Lei', '-c', 'user.email=li@example.org', '-c', 'core.autocrlf=false']
    execFileSync('git', [...person, ...args], { cwd: root, stdio: 'pipe' })
  }
  const book: MadeBook = {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    edit(path, from, to) {
      const text = book.read(path)
      if (!text.includes(from)) throw new Error(`${path} does not hold “${from}”`)
      book.write(path, text.replace(from, to))
    },
    commit(words) {
      git('add', '-A')
      git('commit', '-q', '-m', words)
    },
  }
  mkdirSync(root, { recursive: true })
  book.write('zhen.config.json', '{"engine": {"deepl": {"retries": 0, "concurrency": 1}}}\n')
  book.write('.gitignore', '.zhen/zhen.db*\n')
  for (let chapter = 1; chapter <= CHAPTERS; chapter++) {
    book.write(`source-zh/c${chapter}.md`, chapterText(chapter, 'zh'))
    if (chapter <= english) book.write(`target-en/c${chapter}.md`, chapterText(chapter, 'en'))
  }
  git('init', '-q', '-b', 'main')
  book.commit('Start')
  return book
}

/** Every file of the English edition by its path, ledgers included. */
export function englishTree(root: string): Map<string, string> {
  const folder = join(root, 'target-en')
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
