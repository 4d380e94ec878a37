// Parts by their number: found, or made when there is none.
import type { Client } from "../api/client.ts";
import type { Product } from "../api/types.ts";

export async function allProducts(client: Client): Promise<Product[]> {
  return (await client.get<{ products: Product[] }>("/api/products")).products;
}

// Ids by part number, upper case.
export async function ensureProducts(client: Client, parts: { part: string; device: string }[]): Promise<Map<string, number>> {
  const known = new Map((await allProducts(client)).map((one) => [one.part_number.toUpperCase(), one.id]));
  for (const { part, device } of parts) {
    const key = part.toUpperCase();
    if (!part || known.has(key)) continue;
    const made = await client.post<Product>("/api/product/create", { name: part, part_number: part, device_type: device });
    known.set(key, made.id);
  }
  return known;
}
