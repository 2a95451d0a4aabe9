SELECT
  id,
  ratio + 1e0 AS v1,
  ratio - 1e0 AS v2,
  ratio * ratio AS v3,
  ratio * 1e308 * 1e308 AS v4,
  -ratio AS v5,
  ratio - ratio AS v6,
  small + ratio AS v7,
  ratio * big AS v8,
  measure * measure - 2e0 * measure AS v9,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
