SELECT
  id,
  date_trunc('second', at) AS v1,
  date_trunc('minute', at) AS v2,
  date_trunc('hour', at) AS v3,
  date_trunc('day', at) AS v4,
  date_trunc('week', at) AS v5,
  date_trunc('month', at) AS v6,
  date_trunc('quarter', at) AS v7,
  date_trunc('year', at) AS v8,
  date_trunc('DAY', at) AS v9,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
