SELECT day AS k, count(*) AS events, sum(amount) AS total, max(id) AS last_id
FROM hard
GROUP BY 1
