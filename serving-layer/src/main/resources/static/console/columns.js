// What a result's column is, by its type's name.

const NUMERIC = /^(u?(tiny|small|big|huge)int|u?integer|real|float|double|decimal|numeric)/i;
const TEMPORAL = /^(date|timestamp)/i;

/** Says of a row of a view whether the batch version has it so, or the speed layer changed it. */
export const LAYER = "$layer";

export const isNumeric = (column) => NUMERIC.test(column.type);
export const isTemporal = (column) => TEMPORAL.test(column.type);
