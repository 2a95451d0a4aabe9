SELECT
  id,
  flag AND small > 0 AS v1,
  flag OR small > 0 AS v2,
  NOT flag AS v3,
  flag AND NULL AS v4,
  NULL OR flag AS v5,
  flag AND small > 0 AND big > 0 AS v6,
  flag OR small > 0 OR big > 0 AS v7,
  NOT (flag AND small > 0) OR big > 0 AS v8,
  flag AND (small > 0 OR big > 0) AS v9,
  NOT NOT flag AS v10,
  flag AND NOT flag AS v11,
  flag OR NOT flag AS v12,
  TRUE AND flag AS v13,
  FALSE OR flag AS v14,
  NOT NULL AS v15,
  count(*) AS events
FROM hard
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
