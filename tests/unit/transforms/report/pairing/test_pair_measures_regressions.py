"""Each target meets the value that answers it: by label and unit, not by place alone."""

from tests.unit.transforms.report.pairing.test_pair_measures import pairs


def test_swapped_items_pair_by_label_even_if_the_labels_are_not_identical():
    assert pairs(
        "\n1. 自來水供水普及率達 80%\n2. 工業廢棄物再利用率達 70%",
        "\n1. 廢棄物再利用率 69%\n2. 自來水普及率 81%",
    ) == [(80, 81), (70, 69)]
