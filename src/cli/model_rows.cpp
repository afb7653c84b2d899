#include "model_rows.hpp"

#include "quotient_text.hpp"
#include "report.hpp"
#include "table.hpp"

#include <vector>

namespace cagr::cli {

namespace {

using json = nlohmann::ordered_json;

/// The texts of one row; what there is nothing to say of is empty.
struct row_cells {
    std::string value;
    std::string growth;
    std::string increase;
    std::string share;
    std::string contribution;
    std::string increment_share;
    std::string exact;

    void clear() {
        for (std::string* const each : {&value, &growth, &increase, &share, &contribution, &increment_share, &exact}) each->clear();
    }
};

/// Makes them from exact values, each rounded once.
class row_writer {
public:
    explicit row_writer(const model_projection& p)
        : p_(p), amount_{0, p.source().shown.places, p.source().shown.mode}, percent_{2, amount_.places, amount_.mode},
          exponent_(p.unit().scale.exponent), unit_(scale10(decimal(1), exponent_)), near_unit_(unit_) {
        steps_.reserve(p.periods());
        for (std::size_t k = 0; k < p.periods(); ++k) {
            steps_.push_back(k == 0 ? fraction() : p.total()[k].increase());
            totals_.emplace_back(p.total()[k].exact());
        }
        for (const fraction& each : steps_) near_steps_.emplace_back(each);
    }

    void fill(row_cells& out, std::size_t node, std::size_t k) const {
        out.clear();
        const fraction& exact = p_[node][k].exact();
        const near_value value(exact);
        append_quotient(out.value, value, near_unit_, amount_);
        append_quotient(out.share, value, totals_[k], percent_);
        if (exact.is_decimal()) {
            out.exact = to_string(exponent_ == 0 ? exact.numerator() : scale10(exact.numerator(), -exponent_));
        } else {
            out.exact = to_string(quotient(exact, unit_));
        }
        if (k == 0) return;
        const fraction& before = p_[node][k - 1].exact();
        const fraction step = exact - before;
        const near_value increase(step);
        append_quotient(out.growth, increase, near_value(before), percent_);
        append_quotient(out.increase, increase, near_unit_, amount_);
        append_quotient(out.contribution, increase, totals_[k - 1], percent_);
        append_quotient(out.increment_share, increase, near_steps_[k], percent_);
    }

private:
    const model_projection& p_;
    quotient_form amount_;
    quotient_form percent_;
    std::int64_t exponent_;
    fraction unit_;
    near_value near_unit_;
    std::vector<fraction> steps_; // of the total
    std::vector<near_value> near_steps_;
    std::vector<near_value> totals_;
};

std::size_t nodes_of(const model_projection& p, const row_choice& as) { return as.total_only ? 1 : p.size(); }

} // namespace

std::string_view model_rows_header() {
    return "scenario,node,label,parent,depth,period,role,unit,value,exactness,growth_percent,increase,share_percent,contribution_points,"
           "increment_share_percent,exact\n";
}

void write_model_rows(output_stream& to, const model_projection& p, const row_choice& as) {
    constexpr std::size_t block = std::size_t{1} << 20U;
    const row_writer rows(p);
    row_cells cells;
    std::string out;
    out.reserve(block + block / 4);
    const std::string scenario = csv_cell(as.scenario);
    const std::string unit = csv_cell(to_string(p.unit()));
    std::vector<std::string> periods;
    std::vector<std::string> roles;
    for (std::size_t k = 0; k < p.periods(); ++k) {
        periods.push_back(to_string(p.when(k)));
        roles.emplace_back(to_string(p.total()[k].role()));
    }
    for (std::size_t n = 0; n < nodes_of(p, as); ++n) {
        const model_projection::node node = p[n];
        std::string front = scenario + "," + csv_cell(node.name()) + "," + csv_cell(node.label()) + ",";
        if (n > 0) front += csv_cell(p[node.parent()].name());
        front += "," + std::to_string(node.depth()) + ",";
        for (std::size_t k = 0; k < p.periods(); ++k) {
            out += front;
            out += periods[k];
            out += ',';
            out += roles[k];
            out += ',';
            out += unit;
            out += ',';
            rows.fill(cells, n, k);
            out += cells.value;
            out += ',';
            out += to_string(node[k].how());
            for (const std::string* const each :
                 {&cells.growth, &cells.increase, &cells.share, &cells.contribution, &cells.increment_share, &cells.exact}) {
                out += ',';
                out += *each;
            }
            out += '\n';
            if (out.size() < block) continue;
            to.write(out);
            out.clear();
        }
    }
    to.write(out);
}

json model_nodes_json(const model_projection& p, const row_choice& as) {
    const row_writer rows(p);
    row_cells cells;
    json nodes = json::array();
    for (std::size_t n = 0; n < nodes_of(p, as); ++n) {
        const model_projection::node node = p[n];
        json one;
        one["node"] = node.name();
        one["label"] = node.label();
        one["parent"] = n == 0 ? json(nullptr) : json(p[node.parent()].name());
        one["depth"] = node.depth();
        const auto growth = detail::attempt([&] { return node.cagr(p.source().digits); });
        one["cagr_percent"] = growth ? json(to_string(growth->percent())) : json(nullptr);
        one["rows"] = json::array();
        for (std::size_t k = 0; k < p.periods(); ++k) {
            rows.fill(cells, n, k);
            one["rows"].push_back({{"period", json_of(p.when(k))},
                                   {"role", to_string(node[k].role())},
                                   {"value", cells.value},
                                   {"exactness", to_string(node[k].how())},
                                   {"growth_percent", text_or_null(cells.growth)},
                                   {"increase", text_or_null(cells.increase)},
                                   {"share_percent", text_or_null(cells.share)},
                                   {"contribution_points", text_or_null(cells.contribution)},
                                   {"increment_share_percent", text_or_null(cells.increment_share)},
                                   {"exact", cells.exact}});
        }
        nodes.push_back(std::move(one));
    }
    return nodes;
}

} // namespace cagr::cli
