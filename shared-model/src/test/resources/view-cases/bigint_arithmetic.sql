SELECT
  id,
  big + 1 AS v1,
  big - 1 AS v2,
  big * 2 AS v3,
  big * big AS v4,
  -big AS v5,
  big * small AS v6,
  9223372036854775807 + big AS v7,
  big - 9223372036854775807 - 2 AS v8,
  small + 2147483648 AS v9,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
