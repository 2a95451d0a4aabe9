SELECT
  id,
  amount + 0.01 AS v1,
  amount - 100.50 AS v2,
  amount * amount AS v3,
  amount + rate AS v4,
  amount - wide AS v5,
  wide + wide AS v6,
  wide * rate AS v7,
  rate * rate AS v8,
  -wide AS v9,
  -amount AS v10,
  whole * 10000000000 AS v11,
  whole * whole AS v12,
  wide * 99999.9999999999 AS v13,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
