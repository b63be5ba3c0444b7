//! The tree that says what is what: headings, lists, tables with their headers.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// Letters of a heading that stand in the outline and in the tree besides the heading itself.
pub(super) const TITLE_LETTERS_MAX: usize = 200;

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of a step from 0, the title, to 3.
    Heading(u8, String),
    Paragraph,
    List,
    Item,
    Bullet,
    ItemText,
    Table,
    Caption,
    Head,
    Body,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
}

/// Nodes in the order of reading. A node has children or content, never both.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    tops: Vec<usize>,
}

#[derive(Debug)]
struct Node {
    role: Role,
    children: Vec<usize>,
    content: Vec<Identifier>,
}

impl Tree {
    /// Adds a node below `parent`, or at the top.
    pub(super) fn add(&mut self, parent: Option<usize>, role: Role) -> usize {
        let place = self.nodes.len();
        self.nodes.push(Node { role, children: Vec::new(), content: Vec::new() });
        match parent.and_then(|parent| self.nodes.get_mut(parent)) {
            Some(parent) => parent.children.push(place),
            None => self.tops.push(place),
        }
        place
    }

    /// Says that `content` belongs to a node.
    pub(super) fn own(&mut self, node: usize, content: Identifier) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.content.push(content);
        }
    }

    /// The tree as the file has it.
    pub(super) fn tags(&self, language: &str) -> TagTree {
        let mut tags = TagTree::new().with_lang(Some(language.to_owned()));
        for group in self.tops.iter().filter_map(|top| self.group(*top)) {
            tags.push(group);
        }
        tags
    }

    /// A node and what is below it: at most a table, its body, a row and a cell.
    fn group(&self, place: usize) -> Option<TagGroup> {
        let node = self.nodes.get(place)?;
        let mut group = TagGroup::new(node.role.kind());
        node.content.iter().for_each(|content| group.push(*content));
        for child in node.children.iter().filter_map(|child| self.group(*child)) {
            group.push(child);
        }
        Some(group)
    }
}

impl Role {
    fn kind(&self) -> TagKind {
        match self {
            Self::Heading(step, title) => {
                let level = NonZeroU16::MIN.saturating_add(u16::from(*step));
                Tag::Hn(level, Some(title.clone())).into()
            }
            Self::Paragraph => Tag::P.into(),
            Self::List => Tag::L(ListNumbering::Disc).into(),
            Self::Item => Tag::LI.into(),
            Self::Bullet => Tag::Lbl.into(),
            Self::ItemText => Tag::LBody.into(),
            Self::Table => Tag::Table.into(),
            Self::Caption => Tag::Caption.into(),
            Self::Head => Tag::THead.into(),
            Self::Body => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
        }
    }
}
