// `curvespice/extraction/1` as the service gives it (docs/formats.md).
export type Scale = "linear" | "log10";
export type Point = [number, number];
export type Edges = [number, number, number, number]; // left, top, right, bottom; page units, y down

export interface AxisJson {
  title: string;
  quantity: string;
  unit: string;
  scale: Scale;
  lo: number | null; // null: was not read
  hi: number | null;
  ticks: [number, number, string][]; // coordinate, value, as printed
  residual: number | null;
}

export interface CurveJson {
  id: string;
  label: string;
  conditions: Record<string, number>;
  axis: "y" | "y2";
  style: { color: string; dash: number[]; width: number };
  points: Point[];
  uncertainty: Point;
  shared: Point[];
  confidence: number;
}

export interface Extraction {
  schema: string;
  artifact_name: string;
  source: {
    file: string; page: number; figure: string; caption: string; box_pt: Edges;
    crop_png: string; figure_png?: string; crop_pt?: Edges;
  };
  title: string;
  family: string;
  device: string;
  method: "vector" | "raster";
  axes: { x: AxisJson; y: AxisJson; y2?: AxisJson };
  curves: CurveJson[];
  conditions: Record<string, number>;
  transforms?: string[];
  hints?: string[];
  confidence: number;
  status: "accepted" | "review" | "refused";
  reasons: string[];
}

// One entry of a result's `figures`.
export interface FigureSummary {
  file: string;
  page: number;
  figure: string;
  family: string;
  status: Extraction["status"];
  curves: number;
  points: number;
  reasons: string[];
  json: string;
}
