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
    const std::pair<const char*, int> least[] = {{"en", 45}, {"it", 25}, {"de", 3}, {"fr", 3}, {"es", 3},
                                                 {"pt", 3},  {"nl", 3},  {"zh", 3}, {"ja", 3}, {"ko", 3}};
    for (const auto& [tag, count] : least) {
        const score s = check_paragraphs(tag);
        CHECK(s.paragraphs >= count);
        WARN(tag << ": " << s.paragraphs << " paragraphs, " << s.claims << " claims, " << s.right << " facts right, " << s.wrong << " wrong");
    }
}
