SELECT
  id,
  flag = TRUE AS v1,
  flag <> FALSE AS v2,
  flag < TRUE AS v3,
  flag >= FALSE AS v4,
  flag = (small > 0) AS v5,
  TRUE = TRUE AS v6,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7
