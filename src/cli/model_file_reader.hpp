// What it answers: how the tables of a model file are read, part by part; model_file.cpp puts them together.
// What it needs: model_file.hpp, model_growth.hpp.
// Example: model_file_reader(text, reading).read();
#pragma once

#include "model_file.hpp"
#include "model_growth.hpp"
#include "toml_values.hpp"

#include <set>
#include <string>

namespace cagr::cli {

class model_file_reader {
public:
    model_file_reader(read_model& into, const manner& reading) : out_(into), in_(into.text, reading), reading_(reading) {}

    void read(const toml::table& root);

private:
    // model_file.cpp: what holds for the whole model, and its segments
    void read_frame(const known_keys& root);
    void read_measure(const toml::node& value, const std::string& path);
    void read_show(const toml::node& value, const std::string& path);
    void read_segments(const toml::node& value);
    void read_segment(const toml_entry& entry);
    void read_values(const toml::node& value, const std::string& path, segment& into);
    void check_tree();
    [[nodiscard]] std::vector<std::string> segment_names() const;

    // model_file_parts.cpp: what stands beside the segments
    void read_controls(const toml::node& value);
    void read_control(const toml::table& t, const std::string& path, std::string of);
    [[nodiscard]] bool is_control_of(const toml_entry& entry) const;
    void read_inflation(const toml::node& value);
    void read_exchanges(const toml::node& value);
    void read_claims(const toml::node& value);
    void read_claim_of(const toml_entry& entry);
    void read_scenarios(const toml::node& value);
    void read_scenario(const toml_entry& entry);
    void read_change(const toml::key& key, const toml::node& value, const std::string& path, std::string of, scenario& into);
    void read_changes(const toml::node& value, const std::string& path, scenario& into);
    void check_weights();

    // model_file_simulation.cpp
    void read_simulation(const toml::node& value);
    void read_correlations(const toml::table& pairs, const std::string& path, simulation_settings& into);

    // model_file_expect.cpp
    void read_expectations(const toml::node& value);
    void read_expectation(const toml::node& value, const std::string& path, const expectation& of);
    [[nodiscard]] std::optional<interval> read_percents(const toml::node& value, const std::string& path);
    [[nodiscard]] std::optional<interval> read_amounts(const known_keys& keys);
    void check_prints(const std::string& text, const toml::node& value, const std::string& path);

    /// A name of a segment or scenario: not reserved, and a label. Null after noting what is wrong.
    [[nodiscard]] bool check_name(const toml::key& key, std::string_view what);
    /// Notes that a name is unknown, and which is nearest.
    void note_unknown(std::string_view name, std::string_view what, const std::vector<std::string>& names, const file_place& at);
    [[nodiscard]] growth_frame frame() const;
    [[nodiscard]] const model& base() const { return out_.what.base; }
    [[nodiscard]] bool is_segment(const std::string& name) const { return segments_.contains(name); }
    void remember(std::string path, const file_place& at) { out_.places.emplace(std::move(path), at); }
    [[nodiscard]] bool check_period(const period& when, const std::string& path, const file_place& at);

    read_model& out_;
    value_reader in_;
    manner reading_;
    bool has_years_ = false;
    std::set<std::string, std::less<>> segments_{}; // all named, also those that are wrong otherwise
};

} // namespace cagr::cli
