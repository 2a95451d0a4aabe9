-- Roots, powers, logarithms.
SELECT sqrt(2), sqrt(0), sqrt(-1), cbrt(27), cbrt(-8), exp(1), exp(0), exp(1000);
SELECT ln(2), ln(0), ln(-1), log2(8), log10(1000), log(2, 8), log(10, 0), log2(0);
SELECT power(2, 10), pow(2, 0.5), power(0, 0), power(-8, 1e0/3), power(2, -1), power(10, 400);
SELECT id, sqrt(twice), ln(twice), exp(twice), log10(twice), cbrt(twice) FROM kinds;
SELECT sqrt(price), ln(exact), power(price, 2) FROM kinds WHERE price > 0;

-- Angles.
SELECT sin(1), cos(1), tan(1), asin(1), acos(1), atan(1), atan2(1, 2), sinh(1), cosh(1), tanh(1);
SELECT asin(2), acos(-2), sin(infinity()), cos(infinity()), tan(infinity()), atan(infinity());
SELECT degrees(pi()), radians(180), pi(), e();

-- NaN and infinity.
SELECT nan(), infinity(), -infinity(), is_nan(nan()), is_finite(infinity()), is_infinite(-infinity()), is_nan(1e0);
SELECT id, is_nan(twice), is_finite(twice), is_infinite(twice), is_nan(single) FROM kinds;
SELECT sin(nan()), sqrt(nan()), round(nan()), floor(infinity()), abs(-infinity()), sign(nan()), nan() + 1;

-- Bits.
SELECT bitwise_and(12, 10), bitwise_or(12, 10), bitwise_xor(12, 10), bitwise_not(12), bitwise_and(-1, 255);
-- refused: no such function
SELECT bitwise_left_shift(1, 4), bitwise_right_shift(256, 4), bitwise_right_shift_arithmetic(-256, 4);
-- refused: no such function
SELECT bit_count(9, 64), bit_count(-7, 64);

-- The rest.
SELECT greatest(1, 2, 3), least(1, 2, 3), greatest(1, NULL), least('a', 'B'), greatest(DATE '2026-01-01', DATE '2026-01-02'), greatest(1, 2.5);
SELECT width_bucket(5.35, 0.024, 10.06, 5), width_bucket(-1, 0, 10, 5), width_bucket(10, 0, 10, 5), width_bucket(0, 10, 0, 5);
-- refused: no such function
SELECT width_bucket(3.5, ARRAY[1.0, 2.0, 3.0, 4.0]);
-- refused: no such function
SELECT from_base('ff', 16), to_base(255, 16), to_base(-5, 2), from_base('777', 8);
-- refused: no such function
SELECT from_base('zz', 16);
SELECT factorial(5);
SELECT random() BETWEEN 0 AND 1, random(10) BETWEEN 0 AND 9, random(5, 6), rand() < 1;
-- refused: no such function
SELECT normal_cdf(0, 1, 1.96);
-- refused: no such function
SELECT cosine_similarity(MAP(ARRAY['a'], ARRAY[1.0]), MAP(ARRAY['a'], ARRAY[2.0]));
SELECT sqrt('x');
SELECT abs('x');
SELECT round(1.5, 'x');
SELECT power(2);
SELECT pi(1);
SELECT nosuchfunction(1);
