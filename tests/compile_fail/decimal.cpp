// What must not compile with decimal.hpp; the form of this file is described in tests/compile_fail.py.
#include <cagr/decimal.hpp>

#include <optional>

using cagr::decimal;
using cagr::rounding;
using namespace cagr::literals;

// case: a quotient names its digits and its rounding
// expect: operator/|invalid operands
// compiles:
const decimal third = divide(1_dec, 3_dec, {.digits = 34, .mode = rounding::half_even});
// does not compile:
const decimal third = 1_dec / 3_dec;

// case: a quotient by an integer names them too
// expect: operator/|invalid operands
// compiles:
const decimal half = divide(decimal(1), 2, {});
// does not compile:
const decimal half = decimal(1) / 2;

// case: there is no compound division either
// expect: operator/=|no viable overloaded '/='
// compiles:
decimal doubled(decimal d) { return d *= 2; }
// does not compile:
decimal halved(decimal d) { return d /= 2; }

// case: a double is not a decimal
// expect: deleted
// compiles:
const decimal price(62);
// does not compile:
const decimal price(62.35);

// case: nor does it convert on the way into a function
// expect: deleted
// compiles:
decimal widened(long long n) { return abs(decimal(n)); }
// does not compile:
decimal widened(double n) { return abs(decimal(n)); }

// case: a float is not a decimal
// expect: deleted
// compiles:
const decimal exact = decimal::from_double_exact(static_cast<double>(0.5F));
// does not compile:
const decimal exact = 0.5F;

// case: a long double is not a decimal
// expect: deleted
// compiles:
const decimal wide(7LL);
// does not compile:
const decimal wide(7.0L);

// case: a sum with a double does not compile
// expect: deleted|no match|ambiguous|invalid operands
// compiles:
const decimal sum = 1_dec + 2;
// does not compile:
const decimal sum = 1_dec + 2.5;

// case: a comparison with a double does not compile
// expect: deleted|no match|ambiguous|invalid operands
// compiles:
const bool less = 1_dec < 2;
// does not compile:
const bool less = 1_dec < 2.5;

// case: bool is not a number
// expect: no matching|no viable|conversion from
// compiles:
const decimal one(static_cast<int>(true));
// does not compile:
const decimal one(true);

// case: a character is not a number
// expect: no matching|no viable|conversion from
// compiles:
const decimal letter(static_cast<int>('7'));
// does not compile:
const decimal letter('7');

// case: a UTF-8 character is not a number
// expect: no matching|no viable|conversion from
// compiles:
const decimal letter(static_cast<unsigned>(u8'7'));
// does not compile:
const decimal letter(u8'7');

// case: text is parsed by name
// expect: no matching|no viable|conversion from|could not convert
// compiles:
const decimal read = decimal::parse("62.35");
// does not compile:
const decimal read = "62.35";

// case: no implicit way to double
// expect: cannot convert|no viable conversion
// compiles:
const double nearest = (62.35_dec).to_double();
// does not compile:
const double nearest = 62.35_dec;

// case: no explicit cast to double either, since it rounds
// expect: invalid|cannot convert
// compiles:
const double nearest = decimal(3).to_double();
// does not compile:
const double nearest = static_cast<double>(decimal(3));

// case: no implicit way to an integer
// expect: cannot convert|no viable conversion
// compiles:
const std::int64_t whole = (62_dec).to_int64();
// does not compile:
const std::int64_t whole = 62_dec;

// case: a decimal is not a condition
// expect: could not convert|cannot convert|not contextually convertible|invalid
// compiles:
int sign_of(const decimal& d) { return d.sign() != 0 ? 1 : 0; }
// does not compile:
int sign_of(const decimal& d) { return d ? 1 : 0; }

// case: rounding to places takes a rounding
// expect: too few arguments|no matching function|no viable
// compiles:
const decimal cents = round_to_places(62.355_dec, 2, rounding::half_up);
// does not compile:
const decimal cents = round_to_places(62.355_dec, 2);

// case: a division takes a context
// expect: too few arguments|no matching function|no viable
// compiles:
const decimal quotient = divide(1_dec, 7_dec, {});
// does not compile:
const decimal quotient = divide(1_dec, 7_dec);

// case: a root takes a context
// expect: too few arguments|no matching function|no viable
// compiles:
const decimal cube_root = root(2_dec, 3, {});
// does not compile:
const decimal cube_root = root(2_dec, 3);

// case: text with a number of places takes a rounding
// expect: too few arguments|no matching function|no viable
// compiles:
const std::string text = to_string(62.355_dec, 2, rounding::half_up);
// does not compile:
const std::string text = to_string(62.355_dec, 2);

// case: a rounding is not an integer
// expect: no matching function|cannot convert|no viable|invalid conversion|could not convert
// compiles:
const decimal cents = round_to_places(62.355_dec, 2, rounding::up);
// does not compile:
const decimal cents = round_to_places(62.355_dec, 2, 1);

// case: a fractional number of places
// expect: deleted
// compiles:
const decimal cents = round_to_places(62.355_dec, 2U, rounding::up);
// does not compile:
const decimal cents = round_to_places(62.355_dec, 2.5, rounding::up);

// case: a fractional power is not cut to an integer
// expect: deleted
// compiles:
const decimal square = pow(1.402_dec, 2);
// does not compile:
const decimal square = pow(1.402_dec, 2.5);

// case: nor is a power that is a float without a fraction
// expect: deleted
// compiles:
const decimal square = pow(1.402_dec, std::size_t{2});
// does not compile:
const decimal square = pow(1.402_dec, 2.0F);

// case: a power that is rounded takes its exponent in digits
// expect: deleted
// compiles:
const decimal grown = pow(1.402_dec, 2.5_dec, {});
// does not compile:
const decimal grown = pow(1.402_dec, 2.5, {});

// case: a power with a fraction takes a context
// expect: no matching function|no viable|could not convert|cannot convert
// compiles:
const decimal grown = pow(1.402_dec, 2.25_dec, {.digits = 20});
// does not compile:
const decimal grown = pow(1.402_dec, 2.25_dec);

// case: a whole power is exact without a context and rounded with one
// expect: too many arguments|no matching function|no viable
// compiles:
const decimal cube = pow(1.402_dec, 3) - pow(1.402_dec, 3, {.digits = 5});
// does not compile:
const decimal cube = pow(1.402_dec, 3, {.digits = 5}, 1);

// case: a logarithm takes a context
// expect: too few arguments|no matching function|no viable
// compiles:
const decimal doublings = ln(2_dec, {});
// does not compile:
const decimal doublings = ln(2_dec);

// case: an exponential takes no double
// expect: deleted
// compiles:
const decimal grown = cagr::exp(1, {});
// does not compile:
const decimal grown = cagr::exp(1.0, {});

// case: a root of a floating degree
// expect: deleted
// compiles:
const decimal cube_root = root(2_dec, 3L, {});
// does not compile:
const decimal cube_root = root(2_dec, 3.0, {});

// case: a power given as bool
// expect: no matching function|cannot convert|no viable|could not convert
// compiles:
const decimal same = pow(2_dec, 1);
// does not compile:
const decimal same = pow(2_dec, true);

// case: a literal is digits: no hexadecimal
// expect: constant expression|not a constant
// compiles:
const decimal sixteen = 16_dec;
// does not compile:
const decimal sixteen = 0x10_dec;

// case: a literal is digits: no binary
// expect: constant expression|not a constant
// compiles:
const decimal two = 2_dec;
// does not compile:
const decimal two = 0b10_dec;

// case: a literal has no text after the number
// expect: literal operator|invalid suffix|operator""
// compiles:
const decimal billions = 62.35_B;
// does not compile:
const decimal billions = 62.35_Bn;

// case: a literal of 77 digits fits, one over 256 bits does not
// expect: constant expression|not a constant
// compiles:
const decimal most = 99999999999999999999999999999999999999999999999999999999999999999999999999999_dec;
// does not compile:
const decimal more = 999999999999999999999999999999999999999999999999999999999999999999999999999999_dec;

// case: a literal's exponent is limited as a number's text is
// expect: constant expression|not a constant
// compiles:
const decimal large = 1e100000_dec;
// does not compile:
const decimal large = 1e100001_dec;

// case: a result may not be dropped
// expect: nodiscard|unused-result|ignoring return value
// flags: -Werror=unused-result
// compiles:
void reads() { static_cast<void>(decimal::try_parse("1")); }
// does not compile:
void reads() { decimal::try_parse("1"); }

// case: a power of ten to shift by is a whole number
// expect: deleted
// compiles:
const decimal thousands = scale10(62_dec, 3);
// does not compile:
const decimal thousands = scale10(62_dec, 2.5);

// case: units to scale are whole too
// expect: deleted
// compiles:
const decimal cents = decimal::from_scaled_int64(6235, 2);
// does not compile:
const decimal cents = decimal::from_scaled_int64(62.35, 2);
