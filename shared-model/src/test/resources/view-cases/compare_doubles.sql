SELECT
  id,
  ratio = 0e0 AS v1,
  ratio = -0e0 AS v2,
  ratio < 1.5e0 AS v3,
  ratio <= measure AS v4,
  ratio > 1e307 AS v5,
  ratio >= 1 AS v6,
  ratio <> 0.1 AS v7,
  small < ratio AS v8,
  big = ratio AS v9,
  amount < ratio AS v10,
  ratio < 9007199254740993 AS v11,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
