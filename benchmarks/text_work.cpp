// Reading and writing amounts with two decimals. GMP knows no point: once with its integer form alone, on
// text that has none, and once with the point taken out before and put in after.
#include "peers.hpp"

#include <charconv>
#include <cstring>

namespace bench {
namespace {

struct text_input {
    std::string text;   // 12345.67
    std::string digits; // 1234567
    cagr::decimal value;
    double binary;
};

std::vector<text_input> random_texts(session& s, std::size_t length, std::size_t how_many) {
    std::vector<text_input> inputs;
    for (std::size_t i = 0; i < how_many; ++i) {
        std::string digits;
        // No zero at either end: then the text is what ours writes by itself.
        for (std::size_t k = 0; k < length; ++k) digits += static_cast<char>('0' + s.number(k == 0 || k + 1 == length ? 1 : 0, 9));
        std::string text = digits;
        text.insert(length - 2, ".");
        const cagr::decimal value = cagr::decimal::parse(text);
        inputs.push_back({text, digits, value, value.to_double()});
    }
    return inputs;
}

void read_with_point(gmp_integer& out, const std::string& text) {
    char digits[64];
    const std::size_t point = text.find('.');
    std::memcpy(digits, text.data(), point);
    std::memcpy(digits + point, text.data() + point + 1, text.size() - point); // its end too
    mpz_set_str(out.z, digits, 10);
}

std::string written_with_point(const gmp_integer& number) {
    char digits[64];
    mpz_get_str(digits, 10, number.z);
    const std::size_t whole = std::strlen(digits) - 2;
    std::string text;
    text.reserve(whole + 3);
    return text.append(digits, whole).append(1, '.').append(digits + whole, 2);
}

void run_length(session& s, std::size_t length) {
    const std::vector<text_input> inputs = random_texts(s, length, 256);
    std::vector<gmp_integer> numbers(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        read_with_point(numbers[i], inputs[i].text);
        const bool same = exact_decimal(numbers[i], -2) == inputs[i].value &&
                          written_with_point(numbers[i]) == to_string(inputs[i].value) && inputs[i].text == to_string(inputs[i].value) &&
                          inputs[i].text == to_string(inputs[i].value, 2, cagr::rounding::half_up);
        expect_equal(same, "text", i);
    }
    const std::string digits = std::to_string(length) + " digits";

    gmp_integer number;
    const auto our_parse = [&] {
        for (const text_input& in : inputs) keep(cagr::decimal::parse(in.text));
    };
    if (s.begin("parse, " + digits, inputs.size())) {
        s.against({"GMP mpz_set_str, no point", 1.0, 1.0}, our_parse, [&] {
            for (const text_input& in : inputs) {
                mpz_set_str(number.z, in.digits.c_str(), 10);
                keep(number);
            }
        });
        s.against({"GMP mpz_set_str and the point", 3.0, 1.0}, our_parse, [&] {
            for (const text_input& in : inputs) {
                read_with_point(number, in.text);
                keep(number);
            }
        });
        if (length <= 15)
            s.against({.name = "double, from_chars"}, our_parse, [&] {
                for (const text_input& in : inputs) {
                    double value = 0;
                    std::from_chars(in.text.data(), in.text.data() + in.text.size(), value);
                    keep(value);
                }
            });
    }

    const auto gmp_format = [&] {
        char text[64];
        for (const gmp_integer& n : numbers) {
            mpz_get_str(text, 10, n.z);
            keep(text);
        }
    };
    const auto gmp_format_point = [&] {
        for (const gmp_integer& n : numbers) keep(written_with_point(n));
    };
    const auto our_format = [&] {
        for (const text_input& in : inputs) keep(to_string(in.value));
    };
    if (s.begin("format, " + digits, inputs.size())) {
        s.against({"GMP mpz_get_str, no point", 1.0, 1.0}, our_format, gmp_format);
        s.against({"GMP mpz_get_str and the point", 3.0, 1.0}, our_format, gmp_format_point);
        if (length <= 15)
            s.against({.name = "double, to_chars"}, our_format, [&] {
                for (const text_input& in : inputs) {
                    char text[64];
                    std::to_chars(text, text + sizeof text, in.binary, std::chars_format::fixed, 2);
                    keep(text);
                }
            });
    }
    if (s.begin("format to 2 places, " + digits, inputs.size()))
        s.against(
            {"GMP mpz_get_str and the point", 3.0, 1.0},
            [&] {
                for (const text_input& in : inputs) keep(to_string(in.value, 2, cagr::rounding::half_up));
            },
            gmp_format_point);
}

} // namespace

void run_text(session& s) {
    for (const std::size_t length : {std::size_t{5}, std::size_t{10}, std::size_t{20}, std::size_t{40}}) run_length(s, length);
}

} // namespace bench
