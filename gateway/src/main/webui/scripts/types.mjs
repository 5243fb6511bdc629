// Types of the services' APIs, made from their committed descriptions at each build, so that a page
// that reads what a service no longer says does not compile.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const descriptions = join(here, '../../../../../docs/api');
const target = join(here, '../src/api');
mkdirSync(target, { recursive: true });
for (const service of ['subject', 'consent', 'disclosure', 'notification']) {
  const description = join(descriptions, `${service}.json`);
  if (!existsSync(description)) {
    throw new Error(`${description} is missing: build ${service}-service first`);
  }
  execFileSync(
    join(here, '../node_modules/.bin/openapi-typescript'),
    [description, '-o', join(target, `${service}.d.ts`), '--silent'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
