SELECT
  id,
  date_trunc('day', day) AS v1,
  date_trunc('week', day) AS v2,
  date_trunc('month', day) AS v3,
  date_trunc('quarter', day) AS v4,
  date_trunc('year', day) AS v5,
  date_trunc('DAY', day) AS v6,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7
