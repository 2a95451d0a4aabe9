SELECT
  id,
  amount = 0.5 AS v1,
  amount = 0.500 AS v2,
  amount <> rate AS v3,
  amount < wide AS v4,
  amount <= 19.99 AS v5,
  rate > 0 AS v6,
  rate >= small AS v7,
  big < amount AS v8,
  wide = 0 AS v9,
  wide > 12345.6789012344 AS v10,
  amount = 9999999999999999.99 AS v11,
  whole = big AS v12,
  small = 5.0 AS v13,
  5 < 5.01 AS v14,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
