//! [`Schema`]: what the header of a file says of its layers and their columns.

/// The layers of a file, in the order of their columns.
#[derive(Debug, Default)]
pub(super) struct Schema {
    pub(super) layers: Vec<Layer>,
    /// The number after the dot of the version.
    pub(super) minor: u32,
}

/// A layer with its columns.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) sort: Sort,
    /// With its package.
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// Of a relation: the layer that it joins.
    pub(super) base: String,
}

/// What the annotations of a layer are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Span,
    Relation,
    Chain,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The value of a feature; without a name the layer has none.
    Feature(String),
    /// The roles of a link feature; the targets stand in the next column.
    Roles(String),
    /// The targets of the roles before, of a layer.
    Targets(String),
    /// The source of a relation.
    Source,
}

impl Schema {
    /// The version from the first line; none where the file is another one.
    pub(super) fn of_first_line(line: &str) -> Option<Self> {
        let minor = line.trim_end().strip_prefix("#FORMAT=WebAnno TSV 3.")?;
        let digits: String = minor.chars().take_while(char::is_ascii_digit).collect();
        Some(Self { layers: Vec::new(), minor: digits.parse().ok()? })
    }

    /// Adds a layer; false where the line is about something else.
    pub(super) fn push(&mut self, line: &str) -> bool {
        let sorts = [("#T_SP=", Sort::Span), ("#T_RL=", Sort::Relation), ("#T_CH=", Sort::Chain)];
        let found = sorts.iter().find_map(|(start, sort)| Some((*sort, line.strip_prefix(start)?)));
        let Some((sort, rest)) = found else { return false };
        let mut parts = rest.trim_end().split('|');
        let name = parts.next().unwrap_or_default().to_owned();
        let mut layer = Layer { sort, name, columns: Vec::new(), base: String::new() };
        for part in parts {
            let after_roles = matches!(layer.columns.last(), Some(Column::Roles(_)));
            layer.columns.push(if after_roles {
                Column::Targets(part.to_owned())
            } else if let Some(base) = part.strip_prefix("BT_").filter(|_| sort == Sort::Relation) {
                base.clone_into(&mut layer.base);
                Column::Source
            } else if let Some(role) = part.strip_prefix("ROLE_") {
                let feature = role.split_once(':').map_or(role, |(_, feature)| feature);
                Column::Roles(feature.split_once('_').map_or(feature, |(feature, _)| feature).to_owned())
            } else {
                Column::Feature(part.to_owned())
            });
        }
        self.layers.push(layer);
        true
    }

    /// Columns of a line, apart from number, place and word of the token.
    pub(super) fn width(&self) -> usize {
        self.layers.iter().map(|layer| layer.columns.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_says_what_the_columns_are() {
        let mut schema = Schema::of_first_line("#FORMAT=WebAnno TSV 3.3").unwrap();
        assert!(schema.push("#T_SP=x.Host|kind|ROLE_x.Host:links_x.HostLinksLink|x.Span|value"));
        assert!(schema.push("#T_SP=x.Span|"));
        assert!(schema.push("#T_RL=x.Relation|label|BT_x.Span"));
        assert!(!schema.push("#Sentence.id=1"));
        let feature = |name: &str| Column::Feature(name.to_owned());
        let host = [
            feature("kind"),
            Column::Roles("links".to_owned()),
            Column::Targets("x.Span".to_owned()),
            feature("value"),
        ];
        assert_eq!(schema.layers[0].columns, host);
        assert_eq!(schema.layers[1].columns, [feature("")]);
        assert_eq!((schema.layers[2].base.as_str(), schema.width(), schema.minor), ("x.Span", 7, 3));
        assert!(Schema::of_first_line("# webanno.custom").is_none());
    }
}
