SELECT bucket, count(*) AS events, sum(small) AS total
FROM hard
WHERE NULL
GROUP BY bucket
