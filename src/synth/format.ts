/** The file formats that a seeded shop is written in. */
export const FORMATS = ['parquet', 'csv'] as const
export type Format = (typeof FORMATS)[number]
