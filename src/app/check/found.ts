import type { IgnoreComment } from '../../checks/ignore-comments.js'
import type { Issue } from '../../checks/run-checks.js'

/** An issue with the English line it is in. Its path is below the English folder. */
export interface FoundIssue extends Issue {
  readonly excerpt: string | null
}

/** All that the checks have to say of a chapter, before people's waivers. */
export interface ChapterFound {
  readonly issues: readonly FoundIssue[]
  /** How many segments were looked at. */
  readonly segments: number
  /** Comments in the English chapter of this name that waive findings. */
  readonly comments: readonly IgnoreComment[]
}
