// Compiles the theme: one style sheet, one script, the fonts. Run by MSBuild (themes/Directory.Build.targets) or with "npm run build".
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const theme = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(theme, "node_modules");
const out = join(theme, "wwwroot");
for (const folder of ["css", "js", "fonts"]) await mkdir(join(out, folder), { recursive: true });

for (const subset of ["latin", "latin-ext"]) {
  for (const weight of ["400", "600", "700"]) {
    const file = `source-sans-3-${subset}-${weight}-normal.woff2`;
    await copyFile(join(modules, "@fontsource/source-sans-3/files", file), join(out, "fonts", file));
  }
}

await esbuild.build({
  entryPoints: [join(theme, "src/js/theme.js")],
  outfile: join(out, "js/theme.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2019"],
  logLevel: "warning",
});

const styles = sass.compile(join(theme, "src/scss/theme.scss"), {
  loadPaths: [modules],
  style: "compressed",
  quietDeps: true,
  sourceMap: false,
});
await writeFile(join(out, "css/theme.css"), styles.css);
