"""Prints the top-level blocks that Sphinx's myst-parser sees in the Markdown files named on standard input.

One JSON object a file: {"path": ..., "blocks": [[type, first line, last line], ...]}, lines 1-based and inclusive.
Needs myst-parser (Debian: python3-myst-parser).
"""

import json
import sys

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

TYPES = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "fence",
    "colon_fence": "fence",
    "code_block": "fence",
    "html_block": "html",
    "hr": "break",
    "myst_block_break": "break",
    "myst_target": "target",
    "myst_line_comment": "comment",
    "front_matter": "front-matter",
    "footnote_reference_open": "footnote",
    "dl_open": "definition-list",
    "field_list_open": "field-list",
    "math_block": "math",
}


def blocks_of(parser, text):
    for token in parser.parse(text):
        if token.level == 0 and token.type in TYPES and token.map:
            start, end = token.map
            yield [TYPES[token.type], start + 1, end]


def main():
    extensions = set(sys.argv[1:])
    config = MdParserConfig(enable_extensions=extensions)
    parser = create_md_parser(config, RendererHTML)
    for path in sys.stdin.read().splitlines():
        with open(path, encoding="utf-8-sig", newline=None) as file:
            print(json.dumps({"path": path, "blocks": list(blocks_of(parser, file.read()))}))


main()
