// Writes src/api/schema.d.ts from the service's contract, docs/openapi.yaml.
import openapiTS, { astToString } from "openapi-typescript";
import { writeFile } from "node:fs/promises";

const contract = new URL("../../docs/openapi.yaml", import.meta.url);
const target = new URL("src/api/schema.d.ts", import.meta.url);
const banner = "// Made by generate_types.mjs from docs/openapi.yaml: do not edit.\n";
await writeFile(target, banner + astToString(await openapiTS(contract)));
