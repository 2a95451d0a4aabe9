SELECT bucket, count(*) AS events
FROM hard
WHERE FALSE OR bucket = NULL
GROUP BY bucket
