SELECT day, count(*) AS events, flag, max(small) AS most, bucket
FROM hard
GROUP BY flag, bucket, day
