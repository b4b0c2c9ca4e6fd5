// Reads a site as Netlify does, with Netlify's own packages, and prints what it
// reads as JSON. Nothing is asked over the network.
//
//   node netlify.mjs read FOLDER SITE       netlify.toml in FOLDER, for every
//                                           context; _headers and _redirects in SITE
//   node netlify.mjs match FILE            asks Netlify's redirect engine, with the
//                                           rules in FILE, for each of the paths
//                                           that come as JSON on standard input
//   node netlify.mjs build FOLDER CONTEXT   runs Netlify's build in FOLDER. What
//                                           is set up at Netlify comes as JSON on
//                                           standard input: {"NAME": "value"}, all
//                                           of it secret
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import build from '@netlify/build'
import { resolveConfig } from '@netlify/config'
import { parseAllHeaders } from '@netlify/headers-parser'
import { parseAllRedirects } from '@netlify/redirect-parser'
import redirector from 'netlify-redirector'

const contexts = ['production', 'deploy-preview', 'branch-deploy']

const [, , command, folder, argument] = process.argv
const result = await { read, match, build: runBuild }[command](folder, argument)
process.stdout.write(JSON.stringify(result))

async function read(folder, site) {
  const configs = {}
  for (const context of contexts) {
    const { config } = await resolveConfig({ ...where(folder, context), buffer: true })
    const { command, publish, ignore, environment } = config.build
    configs[context] = { command, publish, ignore, environment, plugins: config.plugins.length }
  }
  const toml = join(folder, 'netlify.toml')
  return {
    contexts: configs,
    headers: plain(await parseAllHeaders({ headersFiles: [join(site, '_headers')], minimal: false }), 'headers'),
    redirects: plain(await parseAllRedirects({ redirectsFiles: [join(site, '_redirects')], minimal: false }), 'redirects'),
    tomlHeaders: plain(await parseAllHeaders({ netlifyConfigPath: toml, minimal: true }), 'headers'),
    tomlRedirects: plain(await parseAllRedirects({ netlifyConfigPath: toml, minimal: true }), 'redirects'),
  }
}

// match returns where each path leads, null for nowhere. A path may have a query.
async function match(file) {
  const matcher = await redirector.parsePlain(readFileSync(file, 'utf8'), { jwtSecret: 'x', jwtRoleClaim: '' })
  const none = { headers: {}, cookieValues: {}, getHeader: () => '', getCookie: () => '' }
  return JSON.parse(readFileSync(0, 'utf8')).map((ask) => {
    const [path, query = ''] = ask.split('?')
    const found = matcher.match({ scheme: 'https', host: 'exempel.se', path, query, ...none })
    return found && { to: found.to, status: found.status }
  })
}

async function runBuild(folder, context) {
  const secrets = JSON.parse(readFileSync(0, 'utf8'))
  Object.assign(process.env, secrets)
  const { success, logs } = await build({
    ...where(folder, context),
    buffer: true,
    telemetry: false,
    defaultConfig: { build: { environment: secrets } },
    explicitSecretKeys: Object.keys(secrets).join(','),
  })
  return { success, log: [...(logs?.stdout ?? []), ...(logs?.stderr ?? [])].join('\n') }
}

function where(folder, context) {
  return { repositoryRoot: folder, cwd: folder, context, branch: 'gren', offline: true, mode: 'buildbot' }
}

// plain makes errors and patterns into strings, so that JSON can hold them.
function plain({ errors, ...parsed }, list) {
  const items = parsed[list].map(({ forRegExp, ...item }) => ({ ...item, pattern: forRegExp?.source }))
  return { [list]: items, errors: errors.map(String) }
}
