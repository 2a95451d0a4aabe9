SELECT bucket, count(*) AS events
FROM hard
WHERE NOT flag AND small > -1 OR amount >= 0.5 AND word <> 'a'
GROUP BY bucket
