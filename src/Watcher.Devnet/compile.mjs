// node compile.mjs SOLC OUT FILE...   writes OUT/<Contract>.json with abi and bytecode for every contract of the files
import { readFileSync, writeFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { createRequire } from 'node:module'

const [solcPath, out, ...files] = process.argv.slice(2)
const solc = createRequire(import.meta.url)(solcPath)

const input = {
  language: 'Solidity',
  sources: Object.fromEntries(files.map(file => [file, { content: readFileSync(file, 'utf8') }])),
  settings: {
    optimizer: { enabled: true, runs: 200 },
    evmVersion: 'paris',
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
  },
}
const read = path => ({ contents: readFileSync(normalize(path), 'utf8') })
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }))

const errors = (output.errors ?? []).filter(error => error.severity === 'error')
if (errors.length > 0) {
  console.error(errors.map(error => error.formattedMessage).join('\n'))
  process.exit(1)
}
for (const file of files)
  for (const [name, contract] of Object.entries(output.contracts[file]))
    writeFileSync(join(out, `${name}.json`), JSON.stringify({ abi: contract.abi, bytecode: contract.evm.bytecode.object }))
