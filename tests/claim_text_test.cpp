// Claims found in paragraphs: those of tests/data/paragraphs, the published claims put into sentences, limits and hostile texts.
#include <cagr/audit.hpp>
#include <cagr/claim.hpp>

#include "support/catch.hpp"

#include <chrono>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

using cagr::claim;
using cagr::claim_fact;
using cagr::claim_note_kind;
using cagr::language;
using cagr::read_claim;

namespace {

/// A paragraph and the facts of each claim in it, as `fact: text as printed`; periods as years.
struct paragraph {
    std::string text;
    std::vector<std::vector<std::pair<std::string, std::string>>> claims;
    int line = 0;
};

std::vector<paragraph> paragraphs(const std::string& tag) {
    std::ifstream file(std::string(CAGR_TEST_DATA "/paragraphs/") + tag + ".txt");
    REQUIRE(file.is_open());
    std::vector<paragraph> out(1);
    bool expecting = false;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        paragraph& p = out.back();
        if (line == "----") {
            out.emplace_back();
            out.back().line = number + 1;
            expecting = false;
        } else if (line == "=>") {
            expecting = true;
        } else if (!expecting) {
            p.text += (p.text.empty() ? "" : "\n") + line;
        } else if (line == "&") {
            p.claims.emplace_back();
        } else if (!line.empty()) {
            if (p.claims.empty()) p.claims.emplace_back();
            const std::size_t colon = line.find(": ");
            REQUIRE(colon != std::string::npos);
            p.claims.back().emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
    }
    return out;
}

std::string at(const std::string& text, cagr::text_span s) { return text.substr(s.offset, s.length); }

/// What a claim says, in the form of the data files.
std::map<std::string, std::string> said(const std::string& text, const read_claim& c) {
    std::map<std::string, std::string> out;
    for (const cagr::claim_place& p : c.places) {
        std::string value = at(text, p.where);
        if (p.fact == claim_fact::currency) value = c.currency;
        if (p.fact == claim_fact::publisher) CHECK(value == c.publisher);
        out[std::string(to_string(p.fact))] = value;
    }
    if (c.target_is_increase) out["increase"] = "yes";
    return out;
}

/// Facts that are right, of those expected and those read; differences are reported where they are.
struct score {
    int paragraphs = 0, claims = 0, right = 0, wrong = 0;
};

score check_paragraphs(const std::string& tag) {
    score s;
    for (const paragraph& p : paragraphs(tag)) {
        ++s.paragraphs;
        const auto found = claim::from_text(p.text, language::parse(tag));
        INFO(tag << ".txt, line " << p.line << ": " << p.text);
        CHECK(found.size() == p.claims.size());
        for (std::size_t i = 0; i < std::max(found.size(), p.claims.size()); ++i) {
            ++s.claims;
            std::map<std::string, std::string> expected;
            const auto got = i < found.size() ? said(p.text, found[i]) : std::map<std::string, std::string>{};
            if (i < p.claims.size())
                for (const auto& [fact, value] : p.claims[i]) {
                    if (fact != "note") {
                        expected[fact] = value;
                        continue;
                    }
                    const std::size_t space = value.find(' ');
                    const std::string kind = value.substr(0, space);
                    const std::string place = space == std::string::npos ? "" : value.substr(space + 1);
                    bool noted = false;
                    if (i < found.size())
                        for (const cagr::claim_note& n : found[i].notes)
                            noted = noted || (to_string(n.kind) == kind && (place.empty() || at(p.text, n.where) == place));
                    CAPTURE(value);
                    CHECK(noted);
                }
            std::map<std::string, std::string> all = expected;
            all.insert(got.begin(), got.end());
            for (const auto& [fact, value] : all) {
                const std::string want = expected.count(fact) != 0 ? expected[fact] : "";
                const std::string have = got.count(fact) != 0 ? got.at(fact) : "";
                CAPTURE(i, fact);
                CHECK(have == want);
                ++(have == want ? s.right : s.wrong);
            }
            if (i >= found.size()) continue;
            const read_claim& c = found[i];
            CHECK(c.language == tag);
            CHECK(c.where.offset + c.where.length <= p.text.size());
            // The figure at a place is the figure of the claim.
            const auto reads = [&](const std::optional<cagr::figure>& f, claim_fact fact) {
                CHECK(f.has_value() == c.place(fact).has_value());
                if (f) CHECK(cagr::figure::parse(at(p.text, *c.place(fact)), language::parse(tag)) == *f);
            };
            reads(c.base, claim_fact::base);
            reads(c.estimate, claim_fact::estimate);
            reads(c.rate, claim_fact::rate);
            reads(c.target, claim_fact::target);
        }
    }
    return s;
}

} // namespace

TEST_CASE("the claims of paragraphs in ten languages are read, each fact with its place") {
    int right = 0;
    const std::pair<const char*, int> least[] = {{"en", 45}, {"it", 25}, {"de", 3}, {"fr", 3}, {"es", 3},
                                                 {"pt", 3},  {"nl", 3},  {"zh", 3}, {"ja", 3}, {"ko", 3}};
    for (const auto& [tag, count] : least) {
        const score s = check_paragraphs(tag);
        CHECK(s.paragraphs >= count);
        CHECK(s.wrong == 0);
        right += s.right;
    }
    CHECK(right > 600);
}

namespace {

/// The fields of a line of CSV; only those with commas are quoted, and no quote stands in one.
std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

struct row {
    std::string id, currency, base, base_year, estimate, estimate_year, rate, from, to, target, target_year, language;
};

/// An amount of a row as a sentence prints it, or nothing where it has words of its own.
std::string amount(const row& r, const std::string& text) {
    if (text.empty()) return text;
    if (r.language == "it") return text + (r.currency == "EUR" ? " di euro" : " di dollari");
    if (r.currency == "units") return text + " units";
    if (r.currency == "tons") return text; // says so itself
    return r.currency + " " + text;
}

/// What a sentence that was made of a row does not say again.
void compare(const row& r, const std::string& text, const std::vector<read_claim>& found, score& s, bool windowed) {
    INFO(r.id << ": " << text);
    CHECK(found.size() == 1);
    if (found.size() != 1) {
        ++s.wrong;
        return;
    }
    const read_claim& c = found[0];
    const auto same = [&](const char* fact, const std::string& have, const std::string& want) {
        CAPTURE(fact);
        CHECK(have == want);
        ++(have == want ? s.right : s.wrong);
    };
    const auto figure_text = [&](claim_fact f) { return c.place(f) ? at(text, *c.place(f)) : std::string(); };
    const auto year = [](const std::optional<cagr::period>& p) { return p ? to_string(*p) : std::string(); };
    // Where no base is printed, whatever is said of the present may be one.
    const bool moved = r.base.empty() && !r.estimate.empty();
    same("base",
         figure_text(moved && c.base ? claim_fact::base
                     : moved         ? claim_fact::estimate
                                     : claim_fact::base),
         amount(r, moved ? r.estimate : r.base));
    if (!moved) same("estimate", figure_text(claim_fact::estimate), amount(r, r.estimate));
    same("rate", figure_text(claim_fact::rate), r.rate);
    same("target", figure_text(claim_fact::target), amount(r, r.target));
    if (!r.base.empty()) same("base year", year(c.base_period), r.base_year);
    if (!r.estimate.empty() && !moved) same("estimate year", year(c.estimate_period), r.estimate_year);
    if (!r.target.empty()) same("target year", year(c.target_period), r.target_year);
    if (windowed) {
        same("window begin", year(c.window_from), r.from);
        same("window end", year(c.window_to), r.to);
    }
}

std::vector<row> rows() {
    std::ifstream file(std::string(CAGR_TEST_DATA "/claims.csv"));
    std::vector<row> out;
    for (std::string line; std::getline(file, line);) {
        const auto f = fields(line);
        if (f.size() != 15 || f[0] == "id") continue;
        out.push_back({f[0], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], f[12], f[13].substr(0, 2)});
    }
    return out;
}

/// Whether the templates can say the row: figures that carry their own words, or roles that no sentence has, are left out.
bool sayable(const row& r) {
    const bool figures = r.target.find("(") == std::string::npos && r.base.find("(") == std::string::npos;
    const bool annual = r.rate.find("x") == std::string::npos && r.rate.find("fold") == std::string::npos;
    const bool several = (r.base.empty() ? 0 : 1) + (r.target.empty() ? 0 : 1) + (r.rate.empty() ? 0 : 1) > 1;
    return (r.language == "en" || r.language == "it") && figures && annual && several && (r.base.empty() || !r.base_year.empty()) &&
           (r.target.empty() || !r.target_year.empty());
}

} // namespace

TEST_CASE("the published claims, put into English and Italian sentences, are read back") {
    score s;
    int skipped = 0;
    for (const row& r : rows()) {
        if (!sayable(r)) {
            ++skipped;
            continue;
        }
        const bool window = !r.from.empty() && !r.to.empty() && !r.rate.empty();
        const std::string base = amount(r, r.base), estimate = amount(r, r.estimate), target = amount(r, r.target);
        std::vector<std::string> texts;
        if (r.language == "en") {
            std::string t = "The market";
            if (!base.empty()) t += " was valued at " + base + " in " + r.base_year + ".";
            if (base.empty()) t += " is on the rise.";
            if (!estimate.empty()) t += " It is estimated at " + estimate + " in " + r.estimate_year + ".";
            if (!target.empty()) t += " It is projected to reach " + target + " by " + r.target_year;
            if (!target.empty() && !r.rate.empty()) t += ", growing";
            if (target.empty() && !r.rate.empty()) t += " It is expected to grow";
            if (!r.rate.empty()) t += " at a compound annual growth rate (CAGR) of " + r.rate;
            if (window) t += " from " + r.from + " to " + r.to;
            texts.push_back(t + ".");
            if (!target.empty() && !base.empty() && estimate.empty()) {
                t = "The market will hit " + target + " by " + r.target_year + ", up from " + base + " in " + r.base_year;
                if (!r.rate.empty()) t += ", expanding at " + r.rate + " CAGR";
                if (window) t += " over the period " + r.from + "\u2013" + r.to;
                texts.push_back(t + ".");
                t = "The market is expected to grow from " + base + " in " + r.base_year + " to " + target + " in " + r.target_year;
                if (!r.rate.empty()) t += ", at a CAGR of\u00A0" + r.rate + " during the forecast period";
                if (window) t += " (" + r.from + "-" + r.to + ")";
                texts.push_back(t + ".");
            }
        } else {
            std::string t = "Il mercato";
            if (!base.empty()) t += " valeva " + base + " nel " + r.base_year + ".";
            if (base.empty()) t += " \u00E8 in ascesa.";
            if (!estimate.empty()) t += " \u00C8 stimato a " + estimate + " nel " + r.estimate_year + ".";
            if (!target.empty()) t += " Raggiunger\u00E0 " + target + " entro il " + r.target_year;
            if (target.empty()) t += " Crescer\u00E0";
            if (!r.rate.empty()) t += " con un tasso annuo composto (CAGR) del " + r.rate;
            if (window) t += " dal " + r.from + " al " + r.to;
            texts.push_back(t + ".");
        }
        for (const std::string& text : texts) {
            ++s.claims;
            compare(r, text, claim::from_text(text, language::parse(r.language)), s, window);
        }
    }
    INFO("rows left out: " << skipped);
    CHECK(s.right > 2'900);
    CHECK(s.claims > 400);
    CHECK(s.wrong == 0);
}

TEST_CASE("a text without a claim has none, and one over 16 MiB is refused") {
    CHECK(claim::from_text("").empty());
    CHECK(claim::from_text("\n\n . , ; 2020 \n").empty());
    CHECK(claim::from_text("The market was valued at USD 5 billion in 2022.").empty());
    const auto refused = claim::try_from_text(std::string(cagr::limits::claim_text + 1, ' '));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == cagr::errc::parse_length);
    CHECK(refused.error().message == "a text of 16777217 bytes; at most 16,777,216 (16 MiB) are allowed");
}

TEST_CASE("a claim that was read is a claim: it can be audited") {
    const std::string text = "The market was USD 196.63 billion in 2023 and will reach USD 1,811.75 billion by 2030 at a CAGR of 37.3%.";
    const auto found = claim::from_text(text);
    REQUIRE(found.size() == 1);
    CHECK(cagr::audit(found[0]).verdict == cagr::verdict::consistent);
    CHECK(at(text, found[0].where) == "USD 196.63 billion in 2023 and will reach USD 1,811.75 billion by 2030 at a CAGR of 37.3%");
    CHECK_FALSE(found[0].place(claim_fact::window_from).has_value());
}

TEST_CASE("what is missing, left out, ambiguous or contradictory is said") {
    const auto kinds = [](const std::string& text, const char* tag = "en") {
        std::string out;
        for (const read_claim& c : claim::from_text(text, language::parse(tag)))
            for (const cagr::claim_note& n : c.notes) out += std::string(to_string(n.kind)) + " ";
        return out;
    };
    CHECK(kinds("The market will reach USD 9 billion by 2030.") == "missing missing ");
    CHECK(kinds("From USD 5 billion in 2020 to USD 9 billion in 2030, at a CAGR of XX%.") == "placeholder missing ");
    CHECK(kinds("From USD 5 billion in 2020 to JPY 9 billion in 2030, at a CAGR of 6%.") == "contradiction ");
    CHECK(kinds("From USD 9 billion in 2030 it will reach USD 5 billion by 2020 at a CAGR of 6%.") == "contradiction ");
    CHECK(kinds("Il mercato varr\u00E0 5 trilioni di dollari nel 2030, con un CAGR del 6%.", "it") == "unreadable missing missing ");
}

TEST_CASE("reading text takes linear time") {
    // Four times the text takes about four times as long; what takes the square of it takes sixteen.
    const std::string parts[] = {"1",
                                 "1,",
                                 "1.1 ",
                                 "(",
                                 "[(",
                                 "USD ",
                                 "$1 ",
                                 "$1,1B ",
                                 "5%-",
                                 "5-5-",
                                 "between ",
                                 "2020-",
                                 "2020 to ",
                                 "in  ",
                                 "CAGR of ",
                                 "according to ",
                                 "According To ",
                                 "A",
                                 "a'",
                                 "\u00E0",
                                 "\xE4",
                                 "1\u4EBF",
                                 "The market was valued at USD 5 billion in ",
                                 "$5 billion in 2020 CAGR 5% ",
                                 "XX.",
                                 "X%",
                                 "to reach ",
                                 "\n",
                                 "\n\n",
                                 ". ",
                                 "5% from ",
                                 "and 5 billion ",
                                 "111 ",
                                 "-fold ",
                                 "FY20-"};
    for (const char* tag : {"en", "it", "zh"}) {
        for (const std::string& part : parts) {
            const auto seconds = [&](std::size_t bytes) {
                std::string text;
                while (text.size() < bytes) text += part;
                const auto start = std::chrono::steady_clock::now();
                (void)claim::from_text(text, language::parse(tag));
                return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            };
            CAPTURE(tag, part);
            const double one = seconds(1U << 15U);
            const double four = seconds(1U << 17U);
            CHECK(four < 8 * one + 0.5);
        }
    }
}

TEST_CASE("a megabyte of digits, brackets or unfinished sentences is read in seconds") {
    for (const std::string part : {"1", "((", "The market was valued at USD 5 billion in 2020 and is expected to reach "}) {
        std::string text;
        while (text.size() < 1U << 20U) text += part;
        const auto start = std::chrono::steady_clock::now();
        (void)claim::from_text(text);
        CAPTURE(part);
        CHECK(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < 10);
    }
}

TEST_CASE("no bytes whatever break the reading, and every place lies in the text") {
    std::mt19937 random(20240601);
    const auto upto = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    for (const char* tag : {"en", "it", "de", "fr", "es", "pt", "nl", "zh", "ja", "ko"}) {
        std::vector<std::string> seeds;
        for (const paragraph& p : paragraphs(tag)) seeds.push_back(p.text);
        for (int n = 0; n < 400; ++n) {
            std::string text = seeds[upto(seeds.size())];
            for (std::size_t k = upto(12); k != 0; --k) {
                const std::size_t i = upto(text.size() + 1);
                const std::size_t length = std::min(upto(24), text.size() - i);
                switch (upto(5)) {
                case 0: text.insert(i, 1, static_cast<char>(upto(256))); break;
                case 1: text.erase(i, length); break;
                case 2: text.insert(i, text.substr(i, length)); break;
                case 3: {
                    const std::string& other = seeds[upto(seeds.size())];
                    text.insert(i, other.substr(upto(other.size()), upto(40)));
                    break;
                }
                default:
                    if (i < text.size()) text[i] = static_cast<char>(upto(256));
                }
                if (text.empty()) text = "5";
            }
            const auto found = claim::try_from_text(text, language::parse(tag));
            REQUIRE(found.has_value());
            for (const read_claim& c : *found) {
                REQUIRE(c.where.offset + c.where.length <= text.size());
                for (const auto& p : c.places) REQUIRE((p.where.length != 0 && p.where.offset + p.where.length <= text.size()));
                for (const auto& p : c.notes) REQUIRE(p.where.offset + p.where.length <= text.size());
            }
        }
    }
}
