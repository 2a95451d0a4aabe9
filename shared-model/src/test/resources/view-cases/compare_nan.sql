SELECT
  id,
  ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 = ratio AS v1,
  ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 <> ratio AS v2,
  ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 < ratio AS v3,
  ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 >= ratio AS v4,
  ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 = ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 AS v5,
  ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 > 1e308 AS v6,
  NOT (ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308 > 1e308) AS v7,
  ratio * 1e308 * 1e308 = ratio * 1e308 * 1e308 AS v8,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
