SELECT
  id,
  day = DATE '2024-02-29' AS v1,
  day < DATE '1970-01-01' AS v2,
  day >= DATE '0001-01-01' AS v3,
  at = TIMESTAMP '1970-01-01 00:00:00.000001' AS v4,
  at < TIMESTAMP '1970-01-01 00:00' AS v5,
  at >= TIMESTAMP '9999-12-31 23:59:59.999999' AS v6,
  at <> TIMESTAMP '2024-02-29' AS v7,
  at = DATE '2024-02-29' AS v8,
  day < at AS v9,
  day = at AS v10,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
