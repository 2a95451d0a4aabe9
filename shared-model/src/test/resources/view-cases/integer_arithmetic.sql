SELECT
  id,
  small + 1 AS v1,
  small - 1 AS v2,
  small * small AS v3,
  small * 2 AS v4,
  -small AS v5,
  +small AS v6,
  2147483647 + 1 AS v7,
  -2147483648 - small AS v8,
  small + bucket * 2 - 3 AS v9,
  small + NULL AS v10,
  (small + 1) * (bucket - 1) AS v11,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
