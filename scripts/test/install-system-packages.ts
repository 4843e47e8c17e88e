import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { hasApt, missingPackages, type SystemPackage } from './system-packages.ts';

/**
 * Brings what a task needs of the system: by apt as root, else it says what and how.
 * @returns a sentence that says what is missing, or undefined when all is there
 */
export function installSystemPackages(packages: readonly SystemPackage[]): string | undefined {
  const missing = missingPackages(packages);
  if (missing.length === 0) return undefined;
  const names = missing.map(({ name }) => name);
  const list = missing.map(({ name, why }) => `  ${name}: ${why}`).join('\n');
  if (!hasApt()) return `These programs are needed (Debian's package names), install them first:\n${list}`;
  if (process.getuid?.() !== 0) {
    return `These packages are needed:\n${list}\nInstall them: sudo apt-get install --no-install-recommends ${names.join(' ')}`;
  }
  console.log(`installing ${names.join(', ')} by apt (a minute or two) ...`);
  const started = performance.now();
  const failure = withoutServices(
    () => apt(['update', '-q']) ?? apt(['install', '-qy', '--no-install-recommends', ...names]),
  );
  if (failure !== undefined) return `apt-get could not install ${names.join(', ')}:\n${failure}`;
  console.log(`installed in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const still = missingPackages(packages);
  return still.length > 0 ? `still missing after apt-get: ${still.map(({ name }) => name).join(', ')}` : undefined;
}

function apt(args: readonly string[]): string | undefined {
  const run = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return run.status === 0 ? undefined : `${run.stdout}\n${run.stderr}`.trim();
}

const policy = '/usr/sbin/policy-rc.d';
const clusterRules = '/etc/postgresql-common/createcluster.d';

/** Keeps the packages from starting anything, and PostgreSQL from making a cluster of its own; puts all back after. */
function withoutServices<T>(work: () => T): T {
  const saved = `${policy}.landescloud`;
  const hadPolicy = existsSync(policy);
  const hadRules = existsSync(clusterRules);
  const rule = `${clusterRules}/landescloud-tests.conf`;
  if (hadPolicy) renameSync(policy, saved);
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  mkdirSync(clusterRules, { recursive: true });
  writeFileSync(rule, 'create_main_cluster = false\n');
  try {
    return work();
  } finally {
    rmSync(rule);
    if (!hadRules) rmdirSync(clusterRules);
    rmSync(policy, { force: true });
    if (hadPolicy) renameSync(saved, policy);
  }
}
