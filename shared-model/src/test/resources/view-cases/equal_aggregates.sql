SELECT bucket, count(*) AS n, sum(amount) AS total, COUNT( * ) AS n_again, sum(hard.amount) AS total_again, bucket AS same_bucket
FROM hard
GROUP BY bucket
