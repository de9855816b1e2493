// Answers for each script whether, and on which line, its form is wrong: 0 where it is right.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Language, Parser } from 'web-tree-sitter'

await Parser.init()
const parser = new Parser()
const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')
parser.setLanguage(await Language.load(grammar))

const faultOf = (node) => {
  if (node.isError || node.isMissing) return node.startPosition.row + 1
  return node.children.map(faultOf).find((line) => line > 0) ?? 0
}

const scripts = JSON.parse(readFileSync(0, 'utf8'))
console.log(JSON.stringify(scripts.map((script) => faultOf(parser.parse(script).rootNode))))
