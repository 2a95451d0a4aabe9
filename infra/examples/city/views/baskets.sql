SELECT
  city,
  histogram(quantity) AS quantities,
  approx_most_frequent(3, sku, 40) AS favourites,
  sum(quantity) AS pieces,
  arbitrary(country) AS country
FROM orders
GROUP BY city
