// Imported first by every script: an old Node must get a sentence, not a stack trace from deep inside a dependency.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    `Sightglass needs Node.js 20 or newer to set itself up; this is ${process.version} (${process.execPath}).\n` +
      'Install a newer one (https://nodejs.org, your package manager, or `nvm install 24`) and start again.',
  );
  process.exit(1);
}
