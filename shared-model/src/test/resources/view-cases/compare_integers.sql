SELECT
  id,
  small = 5 AS v1,
  small <> 5 AS v2,
  small < 0 AS v3,
  small <= -2147483648 AS v4,
  small > 2147483647 AS v5,
  small >= 7 AS v6,
  big = 9223372036854775807 AS v7,
  big < -9223372036854775807 AS v8,
  small = big AS v9,
  small < big AS v10,
  big <> 3037000500 AS v11,
  5 = small AS v12,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
