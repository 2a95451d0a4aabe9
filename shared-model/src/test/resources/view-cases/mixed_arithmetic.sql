SELECT
  id,
  amount + small AS v1,
  amount * small AS v2,
  big - amount AS v3,
  big * amount AS v4,
  amount * ratio AS v5,
  small * rate AS v6,
  wide + 1 AS v7,
  measure * 2 AS v8,
  measure + 0.1 AS v9,
  5 * 1.5 AS v10,
  -(small + 0.5) AS v11,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
